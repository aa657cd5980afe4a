/** Where the faces are found, and whom they may speak for; what they are lives in {@code src/main/resources/web}. */
package org.linzhang.gateway.face;
