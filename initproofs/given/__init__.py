"""What is in force at a place of a document, kept as a program that can be run."""
