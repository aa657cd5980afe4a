/** What the faces must know before anyone has logged in. */
package org.linzhang.gateway.settings;
