/** Month partitions of tables that grow without limit: made ahead, and dropped after a retention. */
package org.linzhang.platform.partition;
