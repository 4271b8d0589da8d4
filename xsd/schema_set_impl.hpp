#pragma once

#include "xsd/outline.hpp"
#include "xsd/schema_set.hpp"
#include "xsd/xerces.hpp"

#include <cstdint>
#include <mutex>

namespace xsd {

/// The schemas of one domain in one release: their files, and the grammar made of them.
class Schemas {
public:
    Schemas(std::string naam, std::string basis, std::vector<SchemaFile> files, std::shared_ptr<Grammar const> grammar);

    /// For a person: "iWmo 3.2".
    [[nodiscard]] std::string const& naam() const noexcept { return naam_; }
    /// The namespace of the basisschema.
    [[nodiscard]] std::string const& basis() const noexcept { return basis_; }
    [[nodiscard]] std::vector<SchemaFile> const& files() const noexcept { return files_; }
    /// This thread's grammar to parse with. Xerces makes parts of a grammar when they are first used, without a lock, in a locked
    /// pool too: each thread has its own (1.4 MB, 10 ms to load). A pool remembers every namespace it ever met; when messages with
    /// foreign namespaces have brought more than a set amount, it is made anew and the old one goes with its last parser.
    /// @param foreign_bytes length of the foreign namespaces in the message about to be parsed
    [[nodiscard]] std::shared_ptr<Grammar const> grammar(std::size_t foreign_bytes) const;
    [[nodiscard]] ElementOutline const* outline(std::string_view name_space, std::string_view element) const;

private:
    std::string naam_;
    std::string basis_;
    std::vector<SchemaFile> files_;
    std::map<std::string, ElementOutline, std::less<>> outlines_;
    std::uint64_t id_;                             ///< of this object among all there ever were: an address may come again
    mutable std::mutex mutex_;                     ///< guards first_
    mutable std::shared_ptr<Grammar const> first_; ///< the one made to see whether the files load, for the first thread that asks
};

struct SchemaSet::Impl {
    struct Bericht {
        model::BerichtSoort soort;
        std::string name_space;
        std::pair<std::string, std::string> versie; ///< {basisschema, bericht}
        Schemas const* schemas = nullptr;
        std::shared_ptr<model::Release const> release;
    };

    std::vector<std::unique_ptr<Schemas>> schemas;
    std::vector<Bericht> berichten;
    std::vector<std::shared_ptr<model::Release const>> releases;
    std::string hash;

    [[nodiscard]] Bericht const* find(std::string_view name_space) const;
    [[nodiscard]] Bericht const* find(std::string_view versie, model::BerichtSoort soort) const;
    /// Whether a namespace is one a message has reason to declare: ours, and XML Schema's own.
    [[nodiscard]] bool is_known(std::string_view name_space) const;
};

} // namespace xsd
