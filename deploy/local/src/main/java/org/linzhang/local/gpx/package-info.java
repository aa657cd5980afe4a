/** Uploads a recorded patrol ({@code deploy/upload-gpx}). */
package org.linzhang.local.gpx;
