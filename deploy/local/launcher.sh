# Sourced by deploy/up and deploy/upload-gpx, with the project's folder in $home: finds the JDK, builds, runs.
. "$home/.mvn/jdk.sh"

linzhang_services=(patrol-service incident-service notification-service gateway)
linzhang_target=$home/deploy/local/target

# A running platform must not be built under its feet. The launcher's own lock decides; this only comes before the build.
linzhang_refuse_second() {
  local data=${LINZHANG_DATA:-$home/deploy/.data} pid
  pid=$(cat "$data/lock" 2>/dev/null) || return 0
  if [ -n "$pid" ] && ps -p "$pid" -o args= 2>/dev/null | grep -q org.linzhang.local.Up; then
    echo "The platform in $data already runs (process $pid): stop it first, or choose another folder with LINZHANG_DATA." >&2
    exit 1
  fi
}

# Builds launcher and services, unless they are built and younger than every source. Installs, so that quarkus:dev finds the modules.
linzhang_build() {
  local stamp=$linzhang_target/built
  if linzhang_is_built && [ -e "$stamp" ] && [ -z "$(linzhang_changed_since "$stamp")" ]; then
    return
  fi
  mkdir -p "$linzhang_target"
  touch "$stamp.begun"
  linzhang_maven
  mv "$stamp.begun" "$stamp"
}

linzhang_is_built() {
  local service
  for service in "${linzhang_services[@]}"; do
    [ -e "$home/$service/target/quarkus-app/quarkus-run.jar" ] || return 1
  done
  linzhang_launcher_is_built
}

linzhang_launcher_is_built() {
  [ -e "$linzhang_target/classes/org/linzhang/local/Up.class" ] && [ -d "$linzhang_target/lib" ] && [ -d "$linzhang_target/keycloak" ]
}

# The first source that is younger than a file. Folders count too: what was deleted shows there.
linzhang_changed_since() {
  (cd "$home" && find . \( -name target -o -name .git -o -name .data -o -name docs -o -name test -o -name smoke -o -name bench \) -prune \
    -o \( -name pom.xml -o -path '*/src/*' -o -path './.mvn/*' \) -newer "$1" -print -quit)
}

linzhang_maven() {
  local log=$linzhang_target/build.log maven begun=$SECONDS
  echo "Building (the first time some minutes; log: $log)"
  (cd "$home" && exec ./mvnw --batch-mode --no-transfer-progress install -Dmaven.test.skip=true -Dspotless.check.skip=true \
    --also-make --projects "$(IFS=,; echo "deploy/local,${linzhang_services[*]}")") > "$log" 2>&1 < /dev/null &
  maven=$!
  trap 'kill $maven 2>/dev/null; wait $maven; exit 143' TERM INT HUP
  while kill -0 $maven 2>/dev/null; do
    if [ -t 1 ]; then
      printf '\r  %4d s  %-60.60s' $((SECONDS - begun)) "$(sed -n 's/^\[INFO\] Building \(.*\[[0-9/]*\]\)$/\1/p' "$log" | tail -n 1 | tr -s ' ')"
    fi
    sleep 1
  done
  if [ -t 1 ]; then printf '\r%75s\r' ''; fi
  if ! wait $maven; then
    grep -m 10 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
    echo "The build failed; log: $log" >&2
    exit 1
  fi
  trap - TERM INT HUP
  echo "Built in $((SECONDS - begun)) s"
}

# Becomes the program, so that signals reach it.
linzhang_exec() {
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dlinzhang.home="$home" -cp "$linzhang_target/classes:$linzhang_target/lib/*" "$@"
}
