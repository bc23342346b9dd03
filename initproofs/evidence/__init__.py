"""The engines: statements go in, evidence comes out; they know no documents and no places."""
