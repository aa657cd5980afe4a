# Sourced by mvnw and deploy/up: sets JAVA_HOME to an installed JDK 25 or newer.
# Keeps JAVA_HOME if it is already such a JDK. Exits with a message if none is found.
linzhang_is_jdk() { [ -x "$1/bin/javac" ] && grep -qsE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$1/release"; }
if ! linzhang_is_jdk "${JAVA_HOME:-/nowhere}"; then
  case $- in *f*) set +f; linzhang_noglob=1 ;; *) linzhang_noglob=0 ;; esac
  linzhang_default=$(command -v javac 2>/dev/null) && linzhang_default=$(readlink -f "$linzhang_default" 2>/dev/null) || linzhang_default=/nowhere/bin/javac
  for linzhang_jdk in "${linzhang_default%/bin/javac}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
    if linzhang_is_jdk "$linzhang_jdk"; then
      JAVA_HOME=$linzhang_jdk
      export JAVA_HOME
      break
    fi
  done
  [ "$linzhang_noglob" = 0 ] || set -f
fi
if ! linzhang_is_jdk "${JAVA_HOME:-/nowhere}"; then
  echo "Linzhang needs a JDK 25 or newer, and none was found: install one (under /usr/lib/jvm, ~/.sdkman or ~/.jdks) or set JAVA_HOME." >&2
  exit 1
fi
