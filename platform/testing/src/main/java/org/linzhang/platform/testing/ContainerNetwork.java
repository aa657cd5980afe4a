package org.linzhang.platform.testing;

import com.github.dockerjava.api.command.CreateContainerCmd;
import org.testcontainers.core.CreateContainerCmdModifier;

/**
 * Gives every container the network mode that {@code TC_NETWORK_MODE} names, for engines whose default network cannot be had
 * (rootless podman: {@code slirp4netns}).
 */
public class ContainerNetwork implements CreateContainerCmdModifier {

    @Override
    public CreateContainerCmd modify(CreateContainerCmd command) {
        var mode = System.getenv("TC_NETWORK_MODE");
        if (mode != null) {
            command.getHostConfig().withNetworkMode(mode);
        }
        return command;
    }
}
