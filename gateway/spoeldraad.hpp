#pragma once

#include "store/sqlite/spoeler.hpp"
#include "store/store.hpp"

#include <thread>

namespace gateway {

/// The thread that waits for the disk so that the store thread need not, when the database is brought up to date from its log. It gives way to
/// everything else.
class Spoeldraad {
public:
    /// @pre the store is one of store::sqlite::open(), is not in use yet, and outlives this
    explicit Spoeldraad(store::Store& store);
    /// @pre the store is not in use any more
    ~Spoeldraad();
    Spoeldraad(Spoeldraad const&) = delete;
    Spoeldraad& operator=(Spoeldraad const&) = delete;

private:
    store::Store& store_;
    store::sqlite::Spoeler spoeler_;
    std::thread thread_;
};

} // namespace gateway
