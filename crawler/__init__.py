"""Where we look: spiders, link kinds, extraction, pipelines."""
