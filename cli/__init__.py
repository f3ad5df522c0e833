"""The verbs: netsword ..."""
