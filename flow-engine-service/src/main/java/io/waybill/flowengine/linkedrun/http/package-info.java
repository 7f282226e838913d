/** Takes the calls that ask for linked runs. */
@NullMarked
package io.waybill.flowengine.linkedrun.http;

import org.jspecify.annotations.NullMarked;
