# What is said of the queue while it is looked at.
flash-aloud-on = Les changements de la file sont dits dans ce navigateur.
flash-aloud-off = Les changements de la file ne sont plus dits dans ce navigateur.
