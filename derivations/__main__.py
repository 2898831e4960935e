"""`python -m derivations` is `derive`."""

from derivations.cli import main

if __name__ == "__main__":
    main()
