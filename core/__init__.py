"""The words we speak: types, errors, configuration, text folding, addresses."""
