/** Region codes: a code contains its level and its ancestors. */
package org.linzhang.platform.region;
