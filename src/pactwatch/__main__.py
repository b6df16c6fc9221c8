"""python -m pactwatch"""

from .cli import main

main()
