"""Questions in, cited French answers out."""
