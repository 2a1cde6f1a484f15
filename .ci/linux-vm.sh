#!/usr/bin/env bash
# Tests user_events end to end: boots a kernel that has it, emits every event and type, reads them back from the kernel's ring
# buffer, decodes and compares them. Usage: linux-vm.sh FOLDER (a cache, may be empty).
# The kernel is $ETW_MANIFEST_KERNEL; if that is not set, one from ../shared; if there is none, one built into the cache.
set -euo pipefail
cd "$(dirname "$0")/.."
cache=$(realpath -m "${1:?folder}")
if [ "$(uname -m)" != x86_64 ]; then
  echo "linux-vm: FAILED: the kernel and its emulator are set up for x86_64 only"
  exit 1
fi
.ci/install.sh qemu-system-x86_64=qemu-system-x86 busybox=busybox-static cpio=cpio
kernel=${ETW_MANIFEST_KERNEL:-../shared/linux/bzImage-6.12-user-events}
if [ -z "${ETW_MANIFEST_KERNEL:-}" ] && [ ! -f "$kernel" ]; then
  kernel=$cache/bzImage
  mkdir -p "$cache"
  if ! .ci/linux-kernel.sh "$kernel" >"$cache/kernel.log" 2>&1; then
    tail -20 "$cache/kernel.log"
    echo "linux-vm: FAILED: the kernel could not be built"
    exit 1
  fi
fi

cargo fmt --check --manifest-path tests/linux-vm/Cargo.toml

# The program is static because the virtual machine has no libraries.
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/linux-vm
cp Cargo.lock tests/linux-vm/Cargo.lock
RUSTFLAGS=-Ctarget-feature=+crt-static CARGO_TARGET_DIR=$target \
  cargo build --quiet --release --manifest-path tests/linux-vm/Cargo.toml --target x86_64-unknown-linux-gnu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/root/{bin,dev,etc,proc,sys}
cp "$(command -v busybox)" "$work/root/bin/busybox"
ln -s busybox "$work/root/bin/sh"
printf 'root::0:0::/:/bin/sh\nnobody::65534:65534::/:/bin/sh\n' >"$work/root/etc/passwd"
cp "$target/x86_64-unknown-linux-gnu/release/linux-vm" "$work/root/bin/check"
cat >"$work/root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox mount -t proc none /proc
/bin/busybox mount -t sysfs none /sys
/bin/check without-tracefs || echo "FAILED"
/bin/busybox mount -t tracefs -o ro none /sys/kernel/tracing
/bin/check read-only || echo "FAILED"
/bin/busybox mount -o remount,rw /sys/kernel/tracing
/bin/busybox su nobody -c '/bin/check without-permission' || echo "FAILED"
/bin/check with-permission || echo "FAILED"
echo "done"
/bin/busybox poweroff -f
INIT
chmod +x "$work/root/init"
(cd "$work/root" && find . | cpio --quiet -o -H newc | gzip -1) >"$work/initrd"

timeout "${ETW_MANIFEST_VM_SECONDS:-180}" qemu-system-x86_64 -M q35 -accel tcg,thread=multi -cpu max -m 512 -smp 2 \
  -nodefaults -no-user-config -display none -no-reboot -kernel "$kernel" -initrd "$work/initrd" \
  -append "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable" -serial stdio </dev/null 2>&1 |
  tr -d '\r' | tee "$work/log" >/dev/null || true

refused=$(sed -n 's/^user_events: refused with \([0-9]*\).*/\1/p' "$work/log" | paste -sd " ")
if grep -q '^done' "$work/log" && ! grep -q 'FAILED\|panicked' "$work/log" && [ "$refused" = "2 30 13" ]; then
  echo "linux-vm: $(sed -n 's/^user_events: \(.*decoded.*\)/\1/p' "$work/log"); refused with errors $refused as expected"
else
  tail -60 "$work/log"
  echo "linux-vm: FAILED"
  exit 1
fi
