"""
The built site, put where readers find it: a folder, a server over ssh, or an rclone remote.

Whatever the place, a reader meets one whole site at every instant, and a publication that was
ended half-way is finished by the next one.
"""
