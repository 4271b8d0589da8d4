#include "xsd/machine.hpp"

#include "xsd/leaf.hpp"
#include "xsd/shapes.hpp"

#include <optional>

namespace xsd {
namespace {

template <class T>
struct Bare {
    using type = T;
    static constexpr bool optional = false;
};
template <class T>
struct Bare<std::optional<T>> {
    using type = T;
    static constexpr bool optional = true;
};

template <class T>
concept Shaped = requires {
    Shape<T>::fields;
};

template <class T>
concept HasLijn = requires(T t) {
    t.lijn;
};

/// The member of an object. T is the struct at hand, which may derive from the one that declares the member.
template <class T, auto Member>
auto& member_of(void* object) {
    return static_cast<T*>(object)->*Member;
}

template <class S, class T>
Table const& table();

/// S: the shape that names the fields; T: the struct that holds them.
template <class T, auto Member, class As>
Slot slot(Element<Member, As> const& element) {
    using Value = typename Element<Member, As>::Value;
    using Inner = typename Bare<Value>::type;
    using S = std::conditional_t<std::is_void_v<As>, Inner, As>;
    Slot made;
    made.name = element.name;
    if constexpr (Shaped<S>) {
        made.enter = [](void* parent) -> void* {
            auto& member = member_of<T, Member>(parent);
            if constexpr (Bare<Value>::optional) return &member.emplace();
            else return &member;
        };
        made.table = &table<S, Inner>();
    } else {
        made.set = [](void* parent, std::string_view text) {
            auto& member = member_of<T, Member>(parent);
            if constexpr (Bare<Value>::optional) assign(member.emplace(), text);
            else assign(member, text);
        };
    }
    return made;
}

template <class T, auto Member>
Table const& item_table(std::string_view name) {
    using Item = typename List<Member>::Value::value_type;
    static Table const made = [name] {
        Slot item;
        item.name = name;
        item.repeats = true;
        if constexpr (Shaped<Item>) {
            item.enter = [](void* parent) -> void* { return &member_of<T, Member>(parent).emplace_back(); };
            item.table = &table<Item, Item>();
        } else {
            item.set = [](void* parent, std::string_view text) { assign(member_of<T, Member>(parent).emplace_back(), text); };
        }
        return Table{{std::move(item)}, nullptr};
    }();
    return made;
}

template <class T, auto Member>
Slot slot(List<Member> const& list) {
    Slot made;
    made.name = list.name;
    made.enter = [](void* parent) { return parent; };
    made.table = &item_table<T, Member>(list.item);
    return made;
}

template <class S, class T>
Table const& table() {
    static Table const made = [] {
        Table t;
        std::apply([&](auto const&... field) { (t.slots.push_back(slot<T>(field)), ...); }, Shape<S>::fields);
        if constexpr (HasLijn<T>) t.lijn = [](void* object, std::uint32_t line) { static_cast<T*>(object)->lijn = line; };
        return t;
    }();
    return made;
}

template <class Bericht>
Start start_as(model::Message& message) {
    return {&table<Bericht, Bericht>(), &message.inhoud.template emplace<Bericht>()};
}

} // namespace

Start start(model::Message& message) {
    switch (message.soort.nummer) {
    case 301: return start_as<Bericht301>(message);
    case 302: return start_as<Bericht302>(message);
    case 305: return start_as<Bericht305>(message);
    case 306: return start_as<Bericht306>(message);
    case 307: return start_as<Bericht307>(message);
    case 308: return start_as<Bericht308>(message);
    case 315: return start_as<Bericht315>(message);
    case 316: return start_as<Bericht316>(message);
    case 317: return start_as<Bericht317>(message);
    case 318: return start_as<Bericht318>(message);
    case 319: return start_as<Bericht319>(message);
    case 320: return start_as<Bericht320>(message);
    case 323: return start_as<Bericht323>(message);
    case 325: return start_as<Bericht325>(message);
    default: return {};
    }
}

} // namespace xsd
