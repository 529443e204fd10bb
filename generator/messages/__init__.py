"""All wording, in Vietnamese and English, and how a problem is shown to an editor."""
