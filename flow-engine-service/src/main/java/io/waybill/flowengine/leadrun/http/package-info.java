/** What an operator may ask of the lanes. */
@NullMarked
package io.waybill.flowengine.leadrun.http;

import org.jspecify.annotations.NullMarked;
