"""Facts into words and buttons: one module for each activity, all words through the catalogs."""
