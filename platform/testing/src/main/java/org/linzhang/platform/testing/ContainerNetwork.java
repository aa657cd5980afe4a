package org.linzhang.platform.testing;

import com.github.dockerjava.api.command.CreateContainerCmd;
import org.testcontainers.core.CreateContainerCmdModifier;

/**
 * Sets the network mode of every container to {@code TC_NETWORK_MODE}, for engines whose default network is not usable
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
