# Sourced by deploy/up and deploy/upload-gpx, with the project's folder in $home: finds the JDK, builds the project, runs a program.
. "$home/.mvn/jdk.sh"

linzhang_services=(patrol-service incident-service notification-service gateway)
linzhang_target=$home/deploy/local/target
linzhang_servers_target=$home/platform/servers/target

# Refuses to build while a platform runs from this build. The launcher's lock on the data folder is what prevents a second start.
linzhang_refuse_second() {
  local data=${LINZHANG_DATA:-$home/deploy/.data} pid
  pid=$(cat "$data/lock" 2>/dev/null) || return 0
  if [ -n "$pid" ] && ps -p "$pid" -o args= 2>/dev/null | grep -q org.linzhang.local.Up; then
    echo "The platform in $data is already running (process $pid): stop it first, or choose another folder with LINZHANG_DATA." >&2
    exit 1
  fi
}

# Builds launcher, servers and services, unless the last build is newer than every source. Installs the modules, because quarkus:dev looks for them in the local repository.
linzhang_build() {
  local stamp=$linzhang_target/built
  if linzhang_is_built && [ -e "$stamp" ] && [ -z "$(linzhang_changed_since "$stamp")" ]; then
    return
  fi
  mkdir -p "$linzhang_target"
  touch "$stamp.started"
  linzhang_maven
  mv "$stamp.started" "$stamp"
}

linzhang_is_built() {
  local service
  for service in "${linzhang_services[@]}"; do
    [ -e "$home/$service/target/quarkus-app/quarkus-run.jar" ] || return 1
  done
  linzhang_launcher_is_built
}

linzhang_launcher_is_built() {
  [ -e "$linzhang_target/classes/org/linzhang/local/Up.class" ] && [ -d "$linzhang_target/lib" ] \
    && [ -d "$linzhang_servers_target/classes" ] && [ -d "$linzhang_servers_target/lib" ] && [ -d "$linzhang_servers_target/keycloak" ]
}

# Prints the first source that is newer than a file. Folders count, because deleting a file changes its folder.
linzhang_changed_since() {
  (cd "$home" && find . \( -name target -o -name .git -o -name .data -o -name docs -o -name test -o -name smoke -o -name bench \) -prune \
    -o \( -name pom.xml -o -path '*/src/*' -o -path './.mvn/*' \) -newer "$1" -print -quit)
}

linzhang_maven() {
  local log=$linzhang_target/build.log maven started=$SECONDS
  echo "Building (the first build takes some minutes; log: $log)"
  (cd "$home" && exec ./mvnw --batch-mode --no-transfer-progress install -Dmaven.test.skip=true -Dspotless.check.skip=true \
    --also-make --projects "$(IFS=,; echo "deploy/local,${linzhang_services[*]}")") > "$log" 2>&1 < /dev/null &
  maven=$!
  trap 'kill $maven 2>/dev/null; wait $maven; exit 143' TERM INT HUP
  while kill -0 $maven 2>/dev/null; do
    if [ -t 1 ]; then
      printf '\r  %4d s  %-60.60s' $((SECONDS - started)) "$(sed -n 's/^\[INFO\] Building \(.*\[[0-9/]*\]\)$/\1/p' "$log" | tail -n 1 | tr -s ' ')"
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
  echo "Built in $((SECONDS - started)) s"
}

# Replaces this shell by the program, so that signals reach the program.
linzhang_exec() {
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dlinzhang.home="$home" -cp "$linzhang_target/classes:$linzhang_servers_target/classes:$linzhang_target/lib/*" "$@"
}
