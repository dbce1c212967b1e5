package io.idealstream.job;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The memory that this process may take, in bytes.
 *
 * @param heap of Java ({@code -Xmx}); a quarter of the machine's unless told otherwise
 * @param direct buffers outside of the heap ({@code -XX:MaxDirectMemorySize}); as much as the heap
 *     unless told otherwise
 * @param total what the machine has, or the container
 */
record Machine(long heap, long direct, long total) {

  static Machine here() {
    long heap = Runtime.getRuntime().maxMemory();
    long total =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return new Machine(heap, direct(heap), total);
  }

  Machine withHeap(long bytes) {
    return new Machine(bytes, direct == heap ? bytes : direct, total);
  }

  Machine withDirect(long bytes) {
    return new Machine(heap, bytes, total);
  }

  private static long direct(long heap) {
    HotSpotDiagnosticMXBean flags =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long set =
        flags == null ? 0 : Long.parseLong(flags.getVMOption("MaxDirectMemorySize").getValue());
    return set == 0 ? heap : set;
  }
}
