/** Puts files on servers of others, over SSH or FTP. */
@NullMarked
package io.waybill.delivery.transport.files;

import org.jspecify.annotations.NullMarked;
