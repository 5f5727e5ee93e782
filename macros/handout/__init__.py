"""What an office is handed: one archive with add-in, extension, templates, samples, guide, installer."""
