/** Lists page by page: the items, and a cursor to what comes next. */
package org.linzhang.platform.page;
