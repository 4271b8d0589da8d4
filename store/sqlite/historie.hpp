#pragma once

#include "store/historie.hpp"
#include "store/sqlite/connection.hpp"

namespace store::sqlite {

class SqliteHistorie final : public Historie {
public:
    explicit SqliteHistorie(Connection& db) : db_(db) {}

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace store::sqlite
