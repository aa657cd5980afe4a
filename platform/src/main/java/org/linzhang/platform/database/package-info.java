/** The database of a service: its schema, and how its outages are recognized. */
package org.linzhang.platform.database;
