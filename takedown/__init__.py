"""What we send: notices, recipients, outcomes, reports."""
