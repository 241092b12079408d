"""Write the course for a class: `student`, a zip without solutions; `grading`, for nbgrader."""

import argparse

from anywhere.student import count, grading, student
from publishing.files import ROOT


def main():
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description="Write the course for a class.")
    parser.add_argument("what", choices=["student", "grading"])
    if parser.parse_args().what == "student":
        path = student()
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
        return
    folder = grading()
    for name, points in count(folder).items():
        print(f"{name}: {points} points")
    print(f"Now: cd {folder.relative_to(ROOT)}; nbgrader generate_assignment convolution")


if __name__ == "__main__":
    main()
