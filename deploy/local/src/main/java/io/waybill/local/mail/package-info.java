/** Catches every mail that the installation sends and shows it on a page. */
@NullMarked
package io.waybill.local.mail;

import org.jspecify.annotations.NullMarked;
