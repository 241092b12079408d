#!/bin/sh
# Make .venv fit pyproject.toml and a constraints file: create it, fill it, or leave it alone.
#
#     .tools/setup.sh EXTRA [CONSTRAINTS]
#
# EXTRA is "lab" (what the notebooks need), "present" (that, and what shows them as slides), "slides"
# (what writes slides and pages) or "test" (all that, and what the tests need). Without CONSTRAINTS
# the newest versions are taken. The variable PYTHON names the Python to use.
set -eu
cd "$(dirname "$0")/.."

extra=$1
constraints=${2:-}
venv=.venv
case "${OS:-}" in
    Windows_NT) venv_python=$venv/Scripts/python.exe ;;
    *) venv_python=$venv/bin/python ;;
esac

# Whatever decides what is installed, and where: a moved checkout needs a new environment, too.
fingerprint=$({ pwd; cat pyproject.toml .tools/setup.sh ${constraints:+"$constraints"}; } | cksum)
stamp=$(cat $venv/installed 2>/dev/null || echo none)
case "$extra" in  # what else brings all that is asked for
    lab) what=. more="present slides test" ;;
    present | slides | test) what=".[$extra]" more=test ;;
    *) echo "There is lab, present, slides and test, but no $extra" >&2; exit 2 ;;
esac
for one in $extra $more; do
    if [ "$stamp" = "$fingerprint $one" ]; then
        if "$venv_python" -c "" 2>/dev/null; then exit 0; fi
        stamp=none
    fi
done

works() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }
version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

find_python() {
    old= bare=
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        seen=$(version "$candidate") || continue
        if ! works "$candidate"; then
            old="$old $candidate is $seen;"
        elif ! can_make_venv "$candidate"; then
            bare="$bare $candidate"
        else
            echo "$candidate"
            return
        fi
    done
    {
        if [ -n "$bare" ]; then
            set -- $bare
            echo "$1 cannot create virtual environments: its module ensurepip is missing."
            echo "On Debian and Ubuntu: sudo apt install python$(version "$1")-venv"
        else
            echo "Python 3.11 or newer is needed, and none was found.${old:+ Too old:${old%;}.}"
            echo "Install one (python.org, or your package manager), or name it:"
            echo "    make lab PYTHON=/path/to/python3"
        fi
    } >&2
    return 1
}

case "$stamp" in
    "$fingerprint "*) echo "Adding to $venv what \"make $extra\" needs" ;;
    *)
        python=$(find_python)
        echo "Creating $venv with $python (Python $(version "$python")); this takes a minute or two"
        "$python" -m venv --clear $venv
        ;;
esac

rm -f $venv/installed
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$venv_python" -m pip install --quiet ${constraints:+--constraint "$constraints"} --editable "$what"
echo "$fingerprint $extra" > $venv/installed
