package org.linzhang.local;

import java.net.URI;
import java.nio.file.Path;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.process.ServerId;

/**
 * One process of a service.
 *
 * @param service of which this is an instance
 * @param project whose build it runs
 */
record ServiceInstance(ServerId id, Server service, ProjectFolder project, int port) {

    Path build() {
        return project.path().resolve(service.id().title()).resolve("target/quarkus-app");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
