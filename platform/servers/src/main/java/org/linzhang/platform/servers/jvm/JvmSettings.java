package org.linzhang.platform.servers.jvm;

import java.nio.file.Path;

/** @param aotCaches the folder of the AOT caches of all servers */
public record JvmSettings(JvmProfile profile, Path aotCaches) {}
