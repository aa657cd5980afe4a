/** Keycloak from its distribution, with one realm. */
package org.linzhang.platform.servers.keycloak;
