"""``python -m entitynorm`` is the command line."""

from entitynorm.cli import main

if __name__ == "__main__":
    main(prog_name="python -m entitynorm")
