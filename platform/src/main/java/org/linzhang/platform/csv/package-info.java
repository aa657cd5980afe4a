/** Reads CSV files. */
package org.linzhang.platform.csv;
