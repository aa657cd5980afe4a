/** Lists, page by page with keyset cursors. */
package org.linzhang.platform.page;
