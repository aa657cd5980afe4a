/** The platform as phones, browsers and scripts meet it: through the gateway, with tokens of Keycloak. */
package org.linzhang.local.client;
