/** The roster (花名册): who is responsible for which region, in which role. */
package org.linzhang.notification.roster;
