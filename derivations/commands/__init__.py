"""The commands of `derive`, one a file. A module here imports only click; a command imports what it needs when run."""
