#include "gateway/commands/alleen.hpp"

#include "store/sqlite/sqlite_store.hpp"

#ifdef KETENPOORT_MIMALLOC
#include <mimalloc.h>
#endif

namespace gateway {

void machine_alleen() {
    store::sqlite::zonder_geheugentelling();
#ifdef KETENPOORT_MIMALLOC
    mi_option_disable(mi_option_allow_decommit);
    mi_option_enable(mi_option_large_os_pages);
#endif
}

} // namespace gateway
