"""From tasks to a site: what is to be made, by how many processes, and how it is put in place."""
