@NullMarked
package io.waybill.delivery.transport.files;

import org.jspecify.annotations.NullMarked;
