"""Pages into sightings: pure functions over text and trees."""
