/** Health pages that name no services. */
package org.linzhang.gateway.health;
