"""Which methods of which models ECOSIRE's engineers may call from the desk, and with what.

The desk is Odoo's web client: it asks the server by model and method. What is not named here does
not exist for them, whatever Odoo or another addon would allow. A method that acts begins with the
guard of its role besides; one that reads is narrowed by model rights and record rules.

The arguments are narrowed too. Odoo's web client sends along a context whose keys change what
methods do (default values, mails, tracking, archived rows, our own inner switches), so only keys
that tell how to show things are let in, at whatever depth they stand.
"""

READS = frozenset(
    {
        "fields_get",
        "formatted_read_group",
        "formatted_read_grouping_sets",
        "get_views",
        "has_access",
        "name_search",
        "read_progress_bar",
        "search_count",
        "search_panel_select_multi_range",
        "search_panel_select_range",
        "search_read",
        "web_name_search",
        "web_read",
        "web_read_group",
        "web_search_read",
    }
)
CHOICES = frozenset({"name_search", "web_name_search"})  # what a filter or a field offers

CALLS = {
    "ecosire.support.contract": READS,
    "ecosire.support.engineer": CHOICES,
    "ecosire.support.tag": CHOICES,
    "ecosire.support.ticket": READS
    | {
        "acknowledge",
        "assign",
        "canned_replies",
        "desk_page",
        "desk_today",
        "leave",
        "resume",
        "stay",
        "take",
    },
    "ecosire.support.topic": CHOICES,
    # the web client asks whether the one who calls may export; it answers about oneself alone
    "res.users": frozenset({"has_group"}),
}

# the actions that the desk opens, by XML id; the web client names them by id or path as well
ACTIONS = frozenset({"ecosire_support.desk_assignment_action", "ecosire_support.desk_queue_action"})

# operators of a search that look at what is behind a field
BEHIND = frozenset({"any", "any!", "not any", "not any!", "child_of", "parent_of"})

# what comes with a call and only says how to show things
CONTEXT = {
    "active_test": bool,
    "allowed_company_ids": list,
    "bin_size": bool,
    "lang": str,
    "read_group_expand": bool,
    "tz": str,
}


def is_call(model, method):
    """Whether engineers may call ``method`` of ``model``; names that are no text are none."""
    return isinstance(model, str) and isinstance(method, str) and method in CALLS.get(model, ())


def narrow_call(params, find_view):
    """The call ``params`` of the web client as an engineer may make it, or None if he may not.

    :param find_view: ``(model, view type, id or False) -> id`` of a view of the desk, or None
    :raises RecursionError: for arguments that are nested absurdly deep
    """
    if not isinstance(params, dict) or not is_call(params.get("model"), params.get("method")):
        return None
    args, kwargs = params.get("args"), params.get("kwargs")
    if not isinstance(args, list) or not isinstance(kwargs, dict):
        return None
    if params["method"] in READS and not _asks_about_itself(args, kwargs):
        return None
    call = {
        "model": params["model"],
        "method": params["method"],
        "args": narrow_values(args),
        "kwargs": narrow_values(kwargs),
    }
    return _narrow_views(call, find_view) if call["method"] == "get_views" else call


def _asks_about_itself(args, kwargs):
    """Whether a search, group or order is by fields of the model itself, not by what is behind them.

    Some ways from one record to another pass the rights of the other for the sake of record rules
    (a contract's companies), so a condition on what is there would answer what nobody may read.
    """
    named = [value for name, value in kwargs.items() if name not in ("context", "name")]
    return not any(map(_looks_behind, (*args, *named))) and not any(map(_is_path, named))


def _looks_behind(value):
    if isinstance(value, dict):
        return any(_is_path(name) or _looks_behind(one) for name, one in value.items())
    if not isinstance(value, list):
        return False
    if _is_condition(value):
        behind = _is_path(value[0]) or value[1].strip().lower() in BEHIND
        return behind or (isinstance(value[2], list) and any(map(_looks_behind, value[2])))
    return any(_looks_behind(one) or _is_path(one) for one in value)


def _is_condition(value):
    is_named = len(value) == 3 and all(isinstance(one, str) for one in value[:2])
    return is_named and value[0] not in ("&", "|", "!")


def _is_path(value):
    """Whether a text names a field behind another: to group by, to sum, to order by."""
    return isinstance(value, str) and "." in value


def narrow_action(params, find_action):
    """The action that the web client loads, if it is one of the desk's; else None.

    :param find_action: ``(what was asked for) -> id`` of an action of the desk, or None
    """
    action_id = find_action(params.get("action_id"))
    return action_id and {
        "action_id": action_id,
        "context": narrow_context(params.get("context")),
    }


def narrow_breadcrumbs(params, find_action):
    """The actions whose names stand above a page; a record in them is called like its action."""
    asked = params.get("actions")
    if not isinstance(asked, list):
        return None
    found = [find_action(one.get("action")) for one in asked if isinstance(one, dict)]
    if len(found) < len(asked) or not all(found):
        return None
    return {"actions": [{"action": action_id} for action_id in found]}


def _narrow_views(call, find_view):
    """Views of the desk only: any other's id would show how the client has set up its own screens.

    Filters and menus of actions that others have made are not asked for either.
    """
    views, options = call["kwargs"].get("views"), call["kwargs"].get("options")
    if call["args"] or not isinstance(views, list):
        return None
    found = []
    for view in views:
        if not (isinstance(view, list) and len(view) == 2 and isinstance(view[1], str)):
            return None
        view_id = find_view(call["model"], view[1], view[0])
        if not view_id:
            return None
        found.append([view_id, view[1]])
    mobile = isinstance(options, dict) and options.get("mobile") is True
    call["kwargs"] = {
        "views": found,
        "options": {"mobile": True} if mobile else {},
        "context": narrow_context(call["kwargs"].get("context")),
    }
    return call


def narrow_values(value):
    """``value`` with every context in it narrowed: specifications of fields carry some of their own."""
    if isinstance(value, list):
        return [narrow_values(one) for one in value]
    if isinstance(value, dict):
        return {
            name: narrow_context(one) if name == "context" else narrow_values(one)
            for name, one in value.items()
        }
    return value


def narrow_context(context):
    """The keys that only say how to show things, and those only with values of their kind."""
    if not isinstance(context, dict):
        return {}
    return {
        name: value
        for name, value in context.items()
        if isinstance(value, CONTEXT.get(name, ()))
        and (name != "allowed_company_ids" or _ids(value))
    }


def _ids(value):
    return all(type(one) is int for one in value)
