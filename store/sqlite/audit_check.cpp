#include "store/sqlite/audit_check.hpp"

#include <algorithm>
#include <bit>

namespace store::sqlite {
namespace {

constexpr std::uint64_t block = 1024;

model::Result<void> corrupt(char const* what) {
    return std::unexpected(model::Error{model::ErrorCode::store_corrupt, std::string(what) + "; zet een reservekopie terug"});
}

} // namespace

model::Result<void> check_audit(Connection& db, audit::Frontier const& frontier) {
    {
        auto last = db.query("SELECT coalesce(max(id) + 1, 0) FROM audit_leaf");
        if (auto const found = last.first(); !found) return std::unexpected(found.error());
        if (static_cast<std::uint64_t>(last.integer(0)) != frontier.size())
            return corrupt("het auditlog heeft niet zoveel regels als zijn boom zegt");
    }
    if (frontier.size() == 0) return {};
    // From a multiple of the block on, so that the leaves read make whole subtrees of the edge.
    std::uint64_t const from = (frontier.size() - 1) / block * block;
    audit::Frontier tail;
    auto leaf = db.query("SELECT id, entry, hash FROM audit_leaf WHERE id >= ?1 ORDER BY id");
    auto more = leaf.first(static_cast<std::int64_t>(from));
    for (; more && *more; more = leaf.next()) {
        auto const hash = audit::leaf_hash(leaf.blob(1));
        if (static_cast<std::uint64_t>(leaf.integer(0)) != from + tail.size() || !std::ranges::equal(hash, leaf.blob(2)))
            return corrupt("een regel van het auditlog is veranderd");
        tail.append(hash);
    }
    if (!more) return std::unexpected(more.error());
    if (from + tail.size() != frontier.size()) return corrupt("het auditlog mist regels");
    // A full last block has joined larger subtrees, of which this cannot tell, unless it is all there is.
    if (tail.size() == block && from != 0) return {};
    if (!std::ranges::equal(tail.nodes(), frontier.nodes().last(tail.nodes().size())))
        return corrupt("het auditlog en zijn boom zeggen niet hetzelfde");
    return {};
}

} // namespace store::sqlite
