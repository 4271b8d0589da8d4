#include "gateway/spoeldraad.hpp"

#include "gateway/nachtelijk.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <pthread.h>

namespace gateway {

Spoeldraad::Spoeldraad(store::Store& store)
    : store_(store), thread_([this] {
          wijk();
          while (spoeler_.wacht()) spoeler_.spoel();
      }) {
    pthread_setname_np(thread_.native_handle(), "spoel");
    store::sqlite::spoel(store_, &spoeler_);
}

Spoeldraad::~Spoeldraad() {
    store::sqlite::spoel(store_, nullptr);
    spoeler_.stop();
    thread_.join();
}

} // namespace gateway
